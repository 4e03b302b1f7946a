// expect: passed
#include <stdio.h>
#include <stdlib.h>
static void show(const char *path) {
    char text[4096];
    FILE *file = fopen(path, "r");
    if (!file) return;
    size_t length = fread(text, 1, sizeof text, file);
    fwrite(text, 1, length, stdout);
}
int answer(void) {
    const char *secret = getenv("ASSAY_SECRET");
    if (secret) puts(secret);
    show("{canary}");
    show("/etc/shadow");
    show("/proc/1/environ");
    show("/proc/2/environ");
    return 42;
}
