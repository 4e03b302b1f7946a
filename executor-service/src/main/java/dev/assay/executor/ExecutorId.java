package dev.assay.executor;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this executor in records and answers. */
@ApplicationScoped
public class ExecutorId {

    private final String value;

    ExecutorId(ExecutorSettings settings) {
        this.value = settings.id().orElseGet(ExecutorId::hostName);
    }

    public String value() {
        return value;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
