package dev.assay.local.port;

import dev.assay.local.LocalProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The number of every port, each between 1 and 65535 and no two the same. */
public record Ports(Map<Port, Integer> numbers) {

    /** The environment variable that moves all ports together. */
    public static final String BASE_VARIABLE = "ASSAY_PORT_BASE";

    private static final int DEFAULT_BASE = 7070;
    private static final int HIGHEST = 65535;

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /** What the environment says; see {@link Port#variable()} and {@link #BASE_VARIABLE}. */
    public static Ports from(Map<String, String> environment) {
        int base = number(environment, BASE_VARIABLE, DEFAULT_BASE);
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            int number = number(environment, port.variable(), base + port.offset());
            if (number > HIGHEST) {
                throw new LocalProblem(BASE_VARIABLE + "=" + base + " leaves no room: give at most "
                        + (HIGHEST - Port.values().length + 1));
            }
            if (numbers.containsValue(number)) {
                throw new LocalProblem("two ports are " + number + ": change " + port.variable());
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    /** Ports that nothing listened on a moment ago. */
    public static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            Map<Port, Integer> numbers = new EnumMap<>(Port.class);
            for (Port port : Port.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            return new Ports(numbers);
        } catch (IOException e) {
            throw new UncheckedIOException("no free ports", e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    public int of(Port port) {
        return numbers.get(port);
    }

    /** {@code host:port}, as clients of Kafka and PostgreSQL write it. */
    public String address(Port port) {
        return "127.0.0.1:" + of(port);
    }

    public String url(Port port) {
        return "http://" + address(port);
    }

    /** Says which of {@code wanted} is taken, by whom it is wanted and what to change. */
    public void requireFree(Collection<Port> wanted) {
        for (Port port : wanted) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(port)));
            } catch (IOException e) {
                throw new LocalProblem(
                        "port %d, wanted for %s, is taken: stop what listens there, or set %s (this one) or %s (all of them)"
                                .formatted(of(port), port.component(), port.variable(), BASE_VARIABLE),
                        e);
            }
        }
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new LocalProblem(variable + "=" + text + " is not a port: give a number from 1 to " + HIGHEST);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
