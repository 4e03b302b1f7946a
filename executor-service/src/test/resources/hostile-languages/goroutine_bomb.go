// expect: memory_limit
package main

func answer() int {
	for {
		go func() { select {} }()
	}
}
