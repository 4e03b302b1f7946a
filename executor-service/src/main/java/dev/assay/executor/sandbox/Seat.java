package dev.assay.executor.sandbox;

import java.util.Optional;

/**
 * A place in which one sandbox at a time runs, with a user id that nobody else on the host has.
 *
 * @param uid kernel user id; absent where this process may not change it and a user namespace alone has to do
 */
public record Seat(String name, Optional<Integer> uid, Optional<Cgroup> cgroup) {}
