package dev.assay.local.service;

import dev.assay.local.port.Port;
import java.util.Optional;
import java.util.Set;

/**
 * A Quarkus application of the platform and what it needs from its environment.
 *
 * @param name its module, and its name in logs and messages
 * @param caller the name under which it presents itself to other services
 * @param schema its schema and role in the database
 * @param calls the services whose addresses it gets
 * @param acceptsFrom the callers whose tokens it knows
 * @param passes prefixes of the variables of the person's environment that it gets beside those of every service
 * @param heapMegabytes the largest heap of its JVM
 */
public record Service(
        String name,
        Port port,
        Optional<String> caller,
        Optional<String> schema,
        Set<Port> calls,
        Set<String> acceptsFrom,
        Set<String> passes,
        int heapMegabytes) {}
