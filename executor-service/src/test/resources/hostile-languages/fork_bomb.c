// expect: time_limit cpu_limit
#include <unistd.h>
int answer(void) {
    for (;;) fork();
}
