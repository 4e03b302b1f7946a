package dev.assay.benchmark.executor;

/**
 * One pass over the problems.
 *
 * @param executions programs that were run
 * @param passed how many of them passed
 * @param wallSeconds from the first start to the last end
 * @param cpuMs user and system time of all processes that took part, of the harness too
 * @param harnessCpuMs the part of it that the process of the harness spent itself
 */
record Measurement(int executions, int passed, double wallSeconds, double cpuMs, double harnessCpuMs) {

    double perSecond() {
        return executions / wallSeconds;
    }

    double cpuMsEach() {
        return cpuMs / executions;
    }

    double harnessCpuMsEach() {
        return harnessCpuMs / executions;
    }
}
