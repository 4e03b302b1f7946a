/*
 * Starts a program of unknown intent: joins control groups, opens what the program may have, gives up every power of
 * this process, and becomes the program. It makes no process of its own and reads no input, so there is little to get
 * wrong; where any step fails, nothing is started.
 *
 *   launcher [OPTION]... -- COMMAND [ARGUMENT]...
 *
 *   -g FILE  join the control group that this cgroup.procs belongs to
 *   -o FILE  open for reading; the first one becomes descriptor 3, the next 4, ...
 *   -l PATH  listen on a new Unix socket of that path; takes the next descriptor likewise
 *   -u UID   become this user and group, with no other group
 *   -r PATH  Landlock: may be read, with all below it; any of -r -w -x confines the program to what they name
 *   -w FILE  Landlock: may be read and written
 *   -x PATH  Landlock: may be read and executed, with all below it
 *   -e N=V   a variable of the program's environment, which holds nothing else
 *   -s FILE  load this system call filter (an array of struct sock_filter)
 *   -c       check that all of this can be had here, apart from Landlock, and end
 *   -a       print the version of Landlock that the kernel has (0: none), and end
 *
 * The files of -o, -s and the groups of -g are opened with the caller's powers, before they are given up. The program
 * gets no descriptor but 0 to 2 and those that were asked for, a session of its own, and ends with the thread that
 * started it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum { FAILURE = 125, FIRST_DESCRIPTOR = 3, MOST_DESCRIPTORS = 16, MOST_PATHS = 32, MOST_VARIABLES = 16, MOST_INSTRUCTIONS = 4096 };

/* Kernel headers of the build host may be older than the kernel: these are its numbers on every architecture. */
enum { SYS_CLOSE_RANGE = 436, SYS_LANDLOCK_CREATE = 444, SYS_LANDLOCK_ADD = 445, SYS_LANDLOCK_RESTRICT = 446 };

struct landlock_ruleset {
    uint64_t handled_fs;
    uint64_t handled_net;
    uint64_t scoped;
};

struct landlock_beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

enum { LANDLOCK_VERSION_FLAG = 1, LANDLOCK_RULE_BENEATH = 1 };
enum { FS_EXECUTE = 1 << 0, FS_WRITE_FILE = 1 << 1, FS_READ_FILE = 1 << 2, FS_READ_DIR = 1 << 3, FS_TRUNCATE = 1 << 14 };
enum { FS_V1 = (1 << 13) - 1, FS_REFER = 1 << 13, FS_IOCTL = 1 << 15 };
enum { NET_BIND_AND_CONNECT = 3, SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3 };

/* The filter names the process itself by this number (SeccompFilter.SELF), since it is built before there is one. */
enum { SELF_PLACEHOLDER = 0x53454C46 };

struct allowed_path {
    const char *path;
    uint64_t rights;
};

static void fail(const char *what, const char *subject) {
    fprintf(stderr, "launcher: %s %s: %s\n", what, subject, strerror(errno));
    exit(FAILURE);
}

static void join_group(const char *file) {
    int fd = open(file, O_WRONLY | O_CLOEXEC);
    /* 0 stands for the process that writes it. */
    if (fd < 0 || write(fd, "0", 1) != 1) fail("cannot join", file);
    close(fd);
}

/* Descriptors are opened above their places first, so that no place is taken by another one's file. */
static int aside(int fd, const char *subject) {
    int high = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR + MOST_DESCRIPTORS);
    if (fd < 0 || high < 0) fail("cannot open", subject);
    close(fd);
    return high;
}

static int listen_on(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        fail("cannot listen on", path);
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) || chmod(path, 0600) || listen(fd, 16))
        fail("cannot listen on", path);
    return fd;
}

static struct sock_fprog read_filter(const char *file) {
    static struct sock_filter instructions[MOST_INSTRUCTIONS];
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, instructions, sizeof instructions);
    if (size <= 0 || size % sizeof *instructions) fail("cannot read the filter", file);
    close(fd);
    unsigned short length = size / sizeof *instructions;
    for (int i = 0; i < length; i++)
        if (BPF_CLASS(instructions[i].code) == BPF_JMP && instructions[i].k == SELF_PLACEHOLDER)
            instructions[i].k = getpid();
    return (struct sock_fprog){length, instructions};
}

static int landlock_version(void) {
    long version = syscall(SYS_LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION_FLAG);
    return version < 0 ? 0 : version;
}

/* Whatever the kernel's version can hold back is held back; what is allowed is named path by path. */
static void confine(const struct allowed_path *paths, int count) {
    int version = landlock_version();
    if (version < 1) {
        errno = ENOSYS;
        fail("cannot confine", "with Landlock");
    }
    struct landlock_ruleset handled = {.handled_fs = FS_V1};
    if (version >= 2) handled.handled_fs |= FS_REFER;
    if (version >= 3) handled.handled_fs |= FS_TRUNCATE;
    if (version >= 4) handled.handled_net = NET_BIND_AND_CONNECT;
    if (version >= 5) handled.handled_fs |= FS_IOCTL;
    if (version >= 6) handled.scoped = SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS;
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int ruleset = syscall(SYS_LANDLOCK_CREATE, &handled, size, 0);
    if (ruleset < 0) fail("cannot make", "a Landlock rule set");
    for (int i = 0; i < count; i++) {
        int fd = open(paths[i].path, O_PATH | O_CLOEXEC);
        struct stat status;
        if (fd < 0 && errno == ENOENT) continue;
        if (fd < 0 || fstat(fd, &status)) fail("cannot open", paths[i].path);
        uint64_t rights = paths[i].rights & handled.handled_fs;
        if (!S_ISDIR(status.st_mode)) rights &= ~(uint64_t)FS_READ_DIR;
        struct landlock_beneath rule = {rights, fd};
        if (syscall(SYS_LANDLOCK_ADD, ruleset, LANDLOCK_RULE_BENEATH, &rule, 0)) fail("cannot allow", paths[i].path);
        close(fd);
    }
    if (syscall(SYS_LANDLOCK_RESTRICT, ruleset, 0)) fail("cannot enter", "the Landlock rule set");
    close(ruleset);
}

static void give_up_powers(const char *uid_text) {
    /* While there is still the power to: what was inherited must not come back by way of a file's capabilities. */
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) && errno != EPERM) fail("cannot drop", "a capability");
    if (uid_text) {
        char *end;
        unsigned long uid = strtoul(uid_text, &end, 10);
        if (*end || end == uid_text || uid == 0 || uid > UINT32_MAX - 1) {
            errno = EINVAL;
            fail("not a user id:", uid_text);
        }
        if (setgroups(0, NULL) || setresgid(uid, uid, uid) || setresuid(uid, uid, uid)) fail("cannot become", uid_text);
    }
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {0};
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) || syscall(SYS_capset, &header, none))
        fail("cannot give up", "capabilities");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail("cannot refuse", "new privileges");
    /* A change of user id would undo it. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)) fail("cannot end with", "the caller");
    struct rlimit no_core = {0, 0};
    if (setrlimit(RLIMIT_CORE, &no_core)) fail("cannot refuse", "core dumps");
}

int main(int argc, char **argv) {
    int opened[MOST_DESCRIPTORS], count = 0, paths = 0, option, check = 0;
    struct allowed_path allowed[MOST_PATHS];
    struct sock_fprog filter = {0, NULL};
    const char *uid = NULL;
    char *environment[MOST_VARIABLES + 1] = {NULL};
    int variables = 0;
    while ((option = getopt(argc, argv, "+g:o:l:u:r:w:x:e:s:ca")) != -1) {
        if (count == MOST_DESCRIPTORS || paths == MOST_PATHS || variables == MOST_VARIABLES) {
            errno = E2BIG;
            fail("too many", "options");
        }
        switch (option) {
            case 'g': join_group(optarg); break;
            case 'o': opened[count++] = aside(open(optarg, O_RDONLY | O_CLOEXEC), optarg); break;
            case 'l': opened[count++] = aside(listen_on(optarg), optarg); break;
            case 'u': uid = optarg; break;
            case 'r': allowed[paths++] = (struct allowed_path){optarg, FS_READ_FILE | FS_READ_DIR}; break;
            case 'w': allowed[paths++] = (struct allowed_path){optarg, FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE}; break;
            case 'x': allowed[paths++] = (struct allowed_path){optarg, FS_READ_FILE | FS_READ_DIR | FS_EXECUTE}; break;
            case 'e': environment[variables++] = optarg; break;
            case 's': filter = read_filter(optarg); break;
            case 'c': check = 1; break;
            case 'a': printf("%d\n", landlock_version()); return 0;
            default: return FAILURE;
        }
    }
    if (optind == argc && !check) {
        errno = EINVAL;
        fail("nothing to start:", "no command");
    }
    for (int i = 0; i < count; i++)
        if (dup2(opened[i], FIRST_DESCRIPTOR + i) < 0) fail("cannot place", "a descriptor");
    if (syscall(SYS_CLOSE_RANGE, FIRST_DESCRIPTOR + count, ~0U, 0)) fail("cannot close", "descriptors");
    give_up_powers(uid);
    if (paths) confine(allowed, paths);
    if (filter.len && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0)) fail("cannot load", "the filter");
    if (check) return 0;
    setsid(); /* Fails where this process leads a group already, which is as good. */
    execve(argv[optind], argv + optind, environment);
    fail("cannot start", argv[optind]);
}
