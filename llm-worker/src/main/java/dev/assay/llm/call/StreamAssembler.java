package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Puts the events of a stream together to the document that the same call had given without streaming. */
interface StreamAssembler {

    /** Takes the next event; whether it carried text or reasoning. */
    boolean accept(JsonNode data);

    /** The whole document; absent where the stream did not come to its end. */
    Optional<JsonNode> document();

    /** The server said that there is no more; an end of its own for protocols that have one. */
    default void done() {}
}
