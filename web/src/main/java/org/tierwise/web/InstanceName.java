package org.tierwise.web;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** By what people tell the processes apart that share a database. */
final class InstanceName {
    /** Set it to give an instance a name of your own. */
    static final String VARIABLE = "TIERWISE_INSTANCE";

    private InstanceName() {}

    /** The variable {@value #VARIABLE}, else the name of the machine and the id of the process. */
    static String ofThisProcess() {
        var given = System.getenv(VARIABLE);
        return given == null || given.isBlank()
                ? machine() + ":" + ProcessHandle.current().pid()
                : given.strip();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "machine";
        }
    }
}
