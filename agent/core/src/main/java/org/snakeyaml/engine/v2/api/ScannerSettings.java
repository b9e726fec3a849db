package org.snakeyaml.engine.v2.api;

import java.util.Optional;

/**
 * The settings that a scanner needs, without the library's own builder: that one uses lambdas, which are slow the first
 * time and must not be touched while an application starts, and loads the schemas, of which a scanner has no use. In the
 * library's package because the constructor is package-private there.
 */
public final class ScannerSettings {

    private ScannerSettings() {}

    public static LoadSettings of(String label, int codePointLimit) {
        return new LoadSettings(
                label,
                null,
                null,
                null,
                null,
                null,
                1024,
                false,
                false,
                0,
                true,
                null,
                Optional.empty(),
                false,
                codePointLimit,
                null);
    }
}
