// expect: passed
#include <unistd.h>
#include <signal.h>
int answer(void) {
    if (fork() == 0) {
        setsid();
        for (int i = 1; i < 32; i++) signal(i, SIG_IGN);
        if (fork() == 0) for (;;) pause();
        _exit(0);
    }
    return 42;
}
