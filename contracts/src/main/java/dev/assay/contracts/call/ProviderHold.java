package dev.assay.contracts.call;

import java.time.Instant;

/**
 * A provider that is left alone for a while, so that its calls wait.
 *
 * @param provider name in the catalogue; host and port where the catalogue does not know the server
 * @param until when calls begin again, at the earliest
 * @param reason what the provider said, or how its calls failed; holds no secret
 */
public record ProviderHold(String provider, Instant until, String reason) {}
