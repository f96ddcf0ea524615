package org.tierwise.web.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** A browser as people call it, from what it says of itself: "Firefox on Linux". Nothing is decided by it. */
final class BrowserName {
    /** In this order, because browsers name their forebears too. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari",
            "curl/",
            "curl");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS", "macOS", "Linux",
            "Linux");

    private static final int SHOWN_MAX = 60;

    private BrowserName() {}

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** The beginning of the text itself if it is none of the usual ones. */
    static String of(String agent) {
        var browser = named(agent, BROWSERS);
        var system = named(agent, SYSTEMS);
        if (browser.isEmpty()) {
            return agent.length() <= SHOWN_MAX ? agent : agent.substring(0, SHOWN_MAX) + "…";
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String named(String agent, Map<String, String> names) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
