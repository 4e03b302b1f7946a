package dev.assay.frame.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The trace of a trial. Its id is the trial's id, so that records sent again from a table, by another process, still
 * belong to the same trace.
 */
final class EventTrace {

    private EventTrace() {}

    static Context of(UUID trialId) {
        HexFormat hex = HexFormat.of();
        String traceId =
                hex.toHexDigits(trialId.getMostSignificantBits()) + hex.toHexDigits(trialId.getLeastSignificantBits());
        String spanId = hex.toHexDigits(trialId.getLeastSignificantBits());
        SpanContext parent =
                SpanContext.createFromRemoteParent(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
        return Context.root().with(Span.wrap(parent));
    }
}
