// expect: compile_error does_not_compile
package main

// #include "{canary}"
import "C"

func answer() int { return 42 }
