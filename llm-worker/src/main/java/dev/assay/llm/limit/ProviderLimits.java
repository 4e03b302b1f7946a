package dev.assay.llm.limit;

import dev.assay.contracts.call.ModelHolds.Held;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.limit.ProviderStore.Found;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps calls within what providers take, over all workers: requests and tokens per minute, calls at once, and not while a
 * provider is down. What calls showed is kept in memory until the next claim at the provider carries it to the others;
 * refusals and failures go at once.
 */
@Singleton
public class ProviderLimits {

    private static final Queue<Signal> NONE = new ConcurrentLinkedQueue<>();

    private final Jdbi jdbi;
    private final ProviderStore store;
    private final Providers providers;
    private final Circuit.Rule rule;
    private final Map<String, Queue<Signal>> signals = new ConcurrentHashMap<>();

    ProviderLimits(Jdbi jdbi, ProviderStore store, Providers providers, WorkerConfig config) {
        this.jdbi = jdbi;
        this.store = store;
        this.providers = providers;
        WorkerConfig.Circuit circuit = config.circuit();
        this.rule = new Circuit.Rule(circuit.failures(), circuit.open(), circuit.longest());
    }

    /** Says what a call at the provider of a model showed. */
    public void note(String modelKey, Signal signal) {
        Provider provider = providers.of(modelKey);
        signals.computeIfAbsent(provider.id(), id -> new ConcurrentLinkedQueue<>())
                .add(signal);
        if (signal.result() != Signal.Result.WORKS) {
            tell(modelKey);
        }
    }

    /** Tells the others what calls of this worker showed. */
    public void tell(String modelKey) {
        if (!signals.getOrDefault(providers.of(modelKey).id(), NONE).isEmpty()) {
            jdbi.useTransaction(handle -> begin(handle, modelKey).end());
        }
    }

    /** How many calls may begin for each model just now; reading it takes nothing and locks nothing. */
    public Map<String, Integer> room(List<String> modelKeys) {
        Map<String, Found> known = store.all().stream().collect(Collectors.toMap(Found::provider, Function.identity()));
        return modelKeys.stream().distinct().collect(Collectors.toMap(Function.identity(), modelKey -> {
            Provider provider = providers.of(modelKey);
            Found found = known.get(provider.id());
            return found == null ? Integer.MAX_VALUE : room(provider, found);
        }));
    }

    private static int room(Provider provider, Found found) {
        return found.state().at(provider.limits(), found.now()).room(provider.limits(), found.inFlight(), found.now());
    }

    /** What keeps models from being called just now. */
    List<Held> holds(List<String> modelKeys) {
        Map<String, Found> known = store.all().stream().collect(Collectors.toMap(Found::provider, Function.identity()));
        List<Held> holds = new ArrayList<>();
        for (String modelKey : modelKeys) {
            String provider = providers.of(modelKey).id();
            Optional.ofNullable(known.get(provider))
                    .flatMap(found -> found.state().held(found.now()))
                    .map(held -> new ProviderHold(provider, held.until(), held.why()))
                    .ifPresent(hold -> holds.add(new Held(modelKey, hold)));
        }
        return holds;
    }

    /** Whether each provider's circuit is open. */
    public Map<String, Boolean> circuits() {
        return store.all().stream()
                .collect(Collectors.toMap(
                        Found::provider, found -> found.state().circuit().isOpen()));
    }

    /** Begins a turn at the provider of a model: until the transaction ends, only this worker begins calls there. */
    public Turn begin(Handle handle, String modelKey) {
        Provider provider = providers.of(modelKey);
        Found found = store.lock(handle, provider.id());
        ProviderState state = found.state().at(provider.limits(), found.now());
        for (Signal signal : drained(provider.id())) {
            state = state.after(signal, found.inFlight(), rule, found.now());
        }
        return new Turn(handle, provider, state.at(provider.limits(), found.now()), found.inFlight(), found.now());
    }

    private List<Signal> drained(String provider) {
        Queue<Signal> waiting = signals.getOrDefault(provider, NONE);
        List<Signal> drained = new ArrayList<>();
        for (Signal signal = waiting.poll(); signal != null; signal = waiting.poll()) {
            drained.add(signal);
        }
        return drained;
    }

    /** A worker's turn at a provider. */
    public final class Turn {

        private final Handle handle;
        private final Provider provider;
        private final Instant now;
        private int inFlight;
        private ProviderState state;

        private Turn(Handle handle, Provider provider, ProviderState state, int inFlight, Instant now) {
            this.handle = handle;
            this.provider = provider;
            this.state = state;
            this.inFlight = inFlight;
            this.now = now;
        }

        public String provider() {
            return provider.id();
        }

        /** Whether a call of so many tokens may begin. */
        public boolean hasRoom(long tokens) {
            return state.room(provider.limits(), inFlight, now) > 0 && state.hasTokens(provider.limits(), tokens);
        }

        /** Counts a call that begins. */
        public void begun(long tokens) {
            state = state.begun(tokens);
            inFlight++;
        }

        /** Writes what has changed, for the others. */
        public void end() {
            store.store(handle, provider.id(), state);
        }
    }
}
