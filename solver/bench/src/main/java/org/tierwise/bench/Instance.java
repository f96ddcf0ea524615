package org.tierwise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tierwise.solver.model.PlacementModel;

/**
 * An instance by its name; it is read or generated where it is solved.
 *
 * @param source a file or a spec, by which another process finds the same
 * @param name for the report
 * @param family whose results are averaged
 */
record Instance(String source, String name, String family, BestKnown known) {
    private static final Pattern NO_INSTANCE =
            Pattern.compile("(?i)os|readme.*|source.*|licen[cs]e.*|\\..*|.*\\.(csv|md|html?|pdf|zip|gz|json)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The instances of an argument: a spec, a file, or all files of a folder and the folders in it. */
    static List<Instance> find(String argument) {
        Spec spec = Spec.parse(argument);
        if (spec != null) {
            return List.of(new Instance(argument, argument, spec.family(), BestKnown.NOTHING));
        }
        Path path = Path.of(argument);
        if (Files.isRegularFile(path)) {
            return List.of(of(path));
        }
        if (!Files.isDirectory(path)) {
            throw new BadInput("There is no file or folder (" + argument
                    + "), and it begins neither with estate: nor with linear:.");
        }
        var found = new ArrayList<Instance>();
        try (Stream<Path> files = Files.walk(path)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            !NO_INSTANCE.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(file -> sortKey(file.toString())))
                    .forEach(file -> found.add(of(file)));
        } catch (IOException e) {
            throw new BadInput("The folder (" + argument + ") cannot be read: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw new BadInput("The folder (" + argument + ") has no instances.");
        }
        return found;
    }

    private static Instance of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        String parent = folder == null || folder.getFileName() == null ? "" : folder.getFileName() + "/";
        String name = absolute.getFileName().toString();
        // Series are told apart by the letters before the first digit, as c, d and e of Yagiura.
        String series = name.split("[0-9]", 2)[0];
        return new Instance(absolute.toString(), parent + name, parent + series + "*", BestKnown.of(absolute));
    }

    /** Reads or generates the instance. */
    static PlacementModel load(String source) {
        Spec spec = Spec.parse(source);
        return spec == null ? InstanceFile.read(Path.of(source)) : spec.generate();
    }

    /** Numbers in names sort by value: p2 before p10. */
    private static String sortKey(String name) {
        return DIGITS.matcher(name)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "%19s", found.group()).replace(' ', '0'));
    }
}
