// expect: passed
#include <signal.h>
#include <unistd.h>
int answer(void) {
    for (int i = 1; i < 65; i++) kill(1, i);
    return 42;
}
