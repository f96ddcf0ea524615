package org.tierwise.web.cli;

import java.io.IOException;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Tierwise " + number() + " (commit " + commit() + ", Java " + Runtime.version() + ")"};
    }

    /** "0.1.0-SNAPSHOT", or "development" when the program does not run from its jar. */
    public static String number() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The commit of the sources that the build wrote into the jar's manifest, or "unknown". */
    public static String commit() {
        try (var in = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            var commit =
                    in == null ? null : new Manifest(in).getMainAttributes().getValue("Implementation-Commit");
            return commit == null ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
