package dev.assay.local.platform;

import dev.assay.local.home.Secrets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A PostgreSQL that somebody else runs, named by {@code ASSAY_DB_URL}. It has a role {@code assay_<schema>} that owns the
 * schema of that name, for each service; {@code ASSAY_DB_PASSWORD_<SCHEMA>} gives the role's password.
 */
final class ExternalDatabase {

    private ExternalDatabase() {}

    /** The secrets with the passwords that the environment gives in place of ours. */
    static Secrets over(Map<String, String> environment, Secrets own) {
        Map<String, String> passwords = new LinkedHashMap<>(own.passwords());
        passwords.replaceAll((schema, password) ->
                environment.getOrDefault("ASSAY_DB_PASSWORD_" + schema.toUpperCase(Locale.ROOT), password));
        return new Secrets(own.tokens(), passwords);
    }
}
