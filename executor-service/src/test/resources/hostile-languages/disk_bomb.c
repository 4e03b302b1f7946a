// expect: passed
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <signal.h>
int answer(void) {
    static char block[1 << 16];
    signal(SIGXFSZ, SIG_IGN);
    for (int i = 0; i < 8; i++) {
        char name[32];
        snprintf(name, sizeof name, "/tmp/%d", i);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        while (write(file, block, sizeof block) > 0) {}
    }
    return 42;
}
