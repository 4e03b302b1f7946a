package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the network policies of a namespace let through, worked out as a network plugin does. */
record Policies(List<NetworkPolicy> all) {

    private static final String INGRESS = "Ingress";
    private static final String EGRESS = "Egress";

    /** Whether nothing gets through that no policy allows. */
    boolean denyByDefault() {
        return all.stream()
                .anyMatch(policy -> matches(policy.getSpec().getPodSelector(), Map.of())
                        && policy.getSpec().getPolicyTypes().containsAll(List.of(INGRESS, EGRESS))
                        && policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty());
    }

    /** Whether pods with the labels {@code from} reach the port of pods with the labels {@code to}. */
    boolean allow(Map<String, String> from, Map<String, String> to, int port) {
        boolean out = egress(from)
                .anyMatch(rule -> has(rule.getPorts(), port)
                        && (rule.getTo().isEmpty() || rule.getTo().stream().anyMatch(peer -> isPod(peer, to))));
        boolean in = ingress(to)
                .anyMatch(rule -> has(rule.getPorts(), port)
                        && (rule.getFrom().isEmpty() || rule.getFrom().stream().anyMatch(peer -> isPod(peer, from))));
        return out && in;
    }

    /** Whether pods with these labels reach a port at addresses outside the namespace. */
    boolean allowOut(Map<String, String> from, int port) {
        return egress(from)
                .anyMatch(rule -> has(rule.getPorts(), port)
                        && rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null));
    }

    /** Whether pods with these labels reach the Internet. */
    boolean allowInternet(Map<String, String> from) {
        return egress(from)
                .anyMatch(rule -> rule.getTo().isEmpty()
                        || rule.getTo().stream()
                                .anyMatch(peer -> peer.getIpBlock() != null
                                        && peer.getIpBlock().getCidr().endsWith("/0")));
    }

    Stream<NetworkPolicyEgressRule> egress(Map<String, String> labels) {
        return all.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(EGRESS)
                        && matches(policy.getSpec().getPodSelector(), labels))
                .flatMap(policy -> policy.getSpec().getEgress().stream());
    }

    private Stream<NetworkPolicyIngressRule> ingress(Map<String, String> labels) {
        return all.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(INGRESS)
                        && matches(policy.getSpec().getPodSelector(), labels))
                .flatMap(policy -> policy.getSpec().getIngress().stream());
    }

    static boolean isPod(NetworkPolicyPeer peer, Map<String, String> labels) {
        return peer.getPodSelector() != null
                && peer.getNamespaceSelector() == null
                && matches(peer.getPodSelector(), labels);
    }

    private static boolean has(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty()
                || ports.stream().anyMatch(each -> {
                    IntOrString first = each.getPort();
                    int last = each.getEndPort() == null ? first.getIntVal() : each.getEndPort();
                    return first.getIntVal() <= port && port <= last;
                });
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        boolean equal = selector.getMatchLabels() == null
                || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        return equal && selector.getMatchExpressions().stream().allMatch(each -> matches(each, labels));
    }

    private static boolean matches(LabelSelectorRequirement expression, Map<String, String> labels) {
        if (!expression.getOperator().equals("In")) {
            throw new IllegalArgumentException("only In is understood, not " + expression.getOperator());
        }
        return expression.getValues().contains(labels.get(expression.getKey()));
    }
}
