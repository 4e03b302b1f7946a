package dev.assay.executor.sandbox;

/**
 * A system call that the sandbox refuses or inspects, with its number on each architecture (from the kernel's {@code
 * syscall_64.tbl} and {@code asm-generic/unistd.h}).
 */
enum SystemCall {
    // Mounts and roots.
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    OPEN_TREE(428, 428),
    MOVE_MOUNT(429, 429),
    FSOPEN(430, 430),
    FSCONFIG(431, 431),
    FSMOUNT(432, 432),
    FSPICK(433, 433),
    MOUNT_SETATTR(442, 442),
    OPEN_TREE_ATTR(467, 467),
    SWAPON(167, 224),
    SWAPOFF(168, 225),
    QUOTACTL(179, 60),
    QUOTACTL_FD(443, 443),
    // Namespaces.
    UNSHARE(272, 97),
    SETNS(308, 268),
    // Other processes.
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PROCESS_MADVISE(440, 440),
    PIDFD_GETFD(438, 438),
    KCMP(312, 272),
    // Kernel interfaces with a history of holes.
    BPF(321, 280),
    PERF_EVENT_OPEN(298, 241),
    USERFAULTFD(323, 282),
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    KEYCTL(250, 219),
    OPEN_BY_HANDLE_AT(304, 265),
    NAME_TO_HANDLE_AT(303, 264),
    FANOTIFY_INIT(300, 262),
    PERSONALITY(135, 92),
    MEMFD_SECRET(447, 447),
    // The machine as a whole.
    KEXEC_LOAD(246, 104),
    KEXEC_FILE_LOAD(320, 294),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    DELETE_MODULE(176, 106),
    REBOOT(169, 142),
    SETHOSTNAME(170, 161),
    SETDOMAINNAME(171, 162),
    ACCT(163, 89),
    SYSLOG(103, 116),
    VHANGUP(153, 58),
    SETTIMEOFDAY(164, 170),
    CLOCK_SETTIME(227, 112),
    ADJTIMEX(159, 171),
    CLOCK_ADJTIME(305, 266),
    IOPL(172, SystemCall.NONE),
    IOPERM(173, SystemCall.NONE),
    MODIFY_LDT(154, SystemCall.NONE),
    // Answered as if the kernel were older, so that libraries fall back to what the filter can see into.
    CLONE3(435, 435),
    IO_URING_SETUP(425, 425),
    IO_URING_ENTER(426, 426),
    IO_URING_REGISTER(427, 427),
    // Refused where no namespace keeps the sandbox from the host's other processes and files.
    FORK(57, SystemCall.NONE),
    VFORK(58, SystemCall.NONE),
    TKILL(200, 130),
    PIDFD_OPEN(434, 434),
    PIDFD_SEND_SIGNAL(424, 424),
    SETPRIORITY(141, 140),
    SCHED_SETSCHEDULER(144, 119),
    SCHED_SETPARAM(142, 118),
    SCHED_SETATTR(314, 274),
    IOPRIO_SET(251, 30),
    MOVE_PAGES(279, 239),
    MIGRATE_PAGES(256, 238),
    PROCESS_MRELEASE(448, 448),
    SHMGET(29, 194),
    SHMAT(30, 196),
    SEMGET(64, 190),
    MSGGET(68, 186),
    MQ_OPEN(240, 180),
    TRUNCATE(76, 45),
    CHMOD(90, SystemCall.NONE),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    FCHMODAT2(452, 452),
    CHOWN(92, SystemCall.NONE),
    LCHOWN(94, SystemCall.NONE),
    FCHOWN(93, 55),
    FCHOWNAT(260, 54),
    SETXATTR(188, 5),
    LSETXATTR(189, 6),
    FSETXATTR(190, 7),
    REMOVEXATTR(197, 14),
    LREMOVEXATTR(198, 15),
    UTIME(132, SystemCall.NONE),
    UTIMES(235, SystemCall.NONE),
    FUTIMESAT(261, SystemCall.NONE),
    UTIMENSAT(280, 88),
    // Likewise, but for the process itself.
    KILL(62, 129),
    TGKILL(234, 131),
    RT_SIGQUEUEINFO(129, 138),
    RT_TGSIGQUEUEINFO(297, 240),
    PRLIMIT64(302, 261),
    SCHED_SETAFFINITY(203, 122),
    // Decided by their arguments.
    CLONE(56, 220),
    IOCTL(16, 29),
    PRCTL(157, 167),
    SOCKET(41, 198),
    SOCKETPAIR(53, 199);

    private static final int NONE = -1;

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    boolean existsOn(Architecture architecture) {
        return number(architecture) != NONE;
    }

    int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> x86;
            case AARCH64 -> arm;
        };
    }
}
