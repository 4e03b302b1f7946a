// expect: compile_error does_not_compile
package main

import _ "embed"

//go:embed /etc/shadow
var stolen string

func answer() int { return len(stolen) }
