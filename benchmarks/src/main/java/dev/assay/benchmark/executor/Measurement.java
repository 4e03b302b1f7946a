package dev.assay.benchmark.executor;

/**
 * One pass over the problems.
 *
 * @param executions programs that were run
 * @param passed how many of them passed
 * @param wallSeconds from the first start to the last end
 * @param cpuMs user and system time of all processes that took part, of the harness too
 */
record Measurement(int executions, int passed, double wallSeconds, double cpuMs) {

    double perSecond() {
        return executions / wallSeconds;
    }

    double cpuMsEach() {
        return cpuMs / executions;
    }
}
