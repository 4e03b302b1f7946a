// expect: runtime_error
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int answer(void) {
    for (int i = 0; i < 64; i++) {
        char name[64];
        snprintf(name, sizeof name, "/proc/1/fd/%d", i);
        int file = open(name, O_WRONLY | O_NONBLOCK);
        if (file >= 0) write(file, "\377\377\377\377forged", 10);
    }
    _exit(0);
}
