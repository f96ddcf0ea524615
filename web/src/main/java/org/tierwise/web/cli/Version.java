package org.tierwise.web.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Tierwise " + number() + " (Java " + Runtime.version() + ")"};
    }

    /** "0.1.0-SNAPSHOT", or "development" when the program does not run from its jar. */
    public static String number() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
