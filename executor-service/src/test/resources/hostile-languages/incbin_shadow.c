// expect: compile_error does_not_compile
__asm__(".globl stolen\nstolen: .incbin \"/etc/shadow\"\n");
extern char stolen[];
int answer(void) { return stolen[0]; }
