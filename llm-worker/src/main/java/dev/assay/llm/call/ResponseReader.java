package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.llm.call.CallFailure.Kind;
import java.util.Optional;

/**
 * Reads responses, with what real servers do differently: an error with status 200, no content, content in blocks,
 * reasoning under several names, another model's name, no usage.
 */
final class ResponseReader {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int SHOWN_CHARACTERS = 200;

    private ResponseReader() {}

    /** What a whole response says. The wait that the server asks for is in its headers and not known here. */
    static CallResult read(int status, String body, String requestedModel, Wire wire) {
        JsonNode document = Json.parse(body);
        if (status >= ERRORS) {
            return new CallFailure(
                    ProviderErrors.kindOf(status, document),
                    "HTTP " + status + ": " + ProviderErrors.messageOf(document, body),
                    Optional.empty(),
                    ProviderErrors.perhapsCharged(status));
        }
        if (status >= REDIRECTS) {
            return CallFailure.free(
                    Kind.INVALID_REQUEST,
                    "HTTP " + status + ": the server redirects, which is not followed: correct base_url");
        }
        if (status != OK || !document.isObject()) {
            return CallFailure.perhapsCharged(
                    Kind.BROKEN_RESPONSE, "HTTP " + status + " with no JSON object in it: " + Text.oneLine(head(body)));
        }
        return readDocument(document, requestedModel, wire, false);
    }

    /** What the document of a successful response says. */
    static CallResult readDocument(JsonNode document, String requestedModel, Wire wire, boolean begun) {
        JsonNode choice = document.path("choices").path(0);
        JsonNode errorHolder = document.hasNonNull("error") ? document : choice;
        if (errorHolder.hasNonNull("error")) {
            return new CallFailure(
                    ProviderErrors.kindOf(errorHolder.get("error")),
                    "HTTP 200 with an error: " + ProviderErrors.messageOf(errorHolder, errorHolder.toString()),
                    Optional.empty(),
                    begun || document.hasNonNull("usage") || choice.isObject());
        }
        return wire.read(document, requestedModel);
    }

    private static String head(String body) {
        return body.substring(0, Math.min(body.length(), SHOWN_CHARACTERS));
    }
}
