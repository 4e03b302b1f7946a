// expect: memory_limit memory_limit
#include <stdlib.h>
#include <string.h>
int answer(void) {
    for (;;) {
        char *block = malloc(1 << 20);
        if (block) memset(block, 1, 1 << 20);
    }
}
