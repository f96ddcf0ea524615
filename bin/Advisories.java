import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Joins the bill of materials of a build with a list of published advisories. Columns of the list: id, date, summary,
 * group:artifact, first affected version, fixed version, last affected version; either of the last two may be empty.
 */
final class Advisories {
    private static final Pattern LIBRARY = Pattern.compile("pkg:maven/([^/\"]+)/([^@\"]+)@([^?\"]+)");

    public static void main(String[] arguments) throws IOException {
        Map<String, String> libraries = new TreeMap<>();
        var found = LIBRARY.matcher(Files.readString(Path.of(arguments[0])));
        while (found.find()) {
            libraries.put(found.group(1) + ":" + found.group(2), found.group(3));
        }
        int rows = 0;
        int hits = 0;
        var newest = "";
        for (var line : Files.readAllLines(Path.of(arguments[1]))) {
            var cells = cells(line);
            if (cells.size() < 7 || !cells.get(3).contains(":")) {
                continue;
            }
            rows++;
            newest = cells.get(1).compareTo(newest) > 0 ? cells.get(1) : newest;
            var version = libraries.get(cells.get(3));
            if (version != null && isAffected(version, cells.get(4), cells.get(5), cells.get(6))) {
                hits++;
                System.out.println(cells.get(3) + " " + version + ": " + cells.get(0) + ", fixed in " + cells.get(5));
            }
        }
        System.out.println(libraries.size() + " libraries, " + rows + " advisories up to " + newest + ", " + hits + " hits");
        if (libraries.isEmpty() || rows == 0) {
            System.out.println("Nothing was compared: the bill or the list is not what it should be.");
            System.exit(2);
        }
        System.exit(hits == 0 ? 0 : 1);
    }

    private static boolean isAffected(String version, String first, String fixed, String last) {
        return compare(version, first) >= 0
                && (fixed.isEmpty() || compare(version, fixed) < 0)
                && (last.isEmpty() || compare(version, last) <= 0);
    }

    /** Numbers as numbers; words such as "rc" come before the release. */
    private static int compare(String a, String b) {
        var left = a.toLowerCase().split("[.\\-_+]");
        var right = b.toLowerCase().split("[.\\-_+]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Long.compare(weight(left, i), weight(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long weight(String[] parts, int i) {
        if (i >= parts.length || parts[i].isEmpty() || List.of("final", "release", "ga").contains(parts[i])) {
            return 0;
        }
        return parts[i].matches("\\d{1,18}") ? Long.parseLong(parts[i]) : -1;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
