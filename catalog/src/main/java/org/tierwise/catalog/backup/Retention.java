package org.tierwise.catalog.backup;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tierwise.catalog.backup.BackupFile.Reason;

/**
 * Which backups are kept: the newest of each of the last 7 days, 4 weeks and 6 months that have any (in UTC, weeks
 * beginning on Monday), and beside them the last 5 that were made before an upgrade and the last 5 before a replacement.
 */
final class Retention {
    static final int DAYS = 7;
    static final int WEEKS = 4;
    static final int MONTHS = 6;
    static final int BEFORE_CHANGES = 5;

    private Retention() {}

    /** Those that nobody needs any more. */
    static List<BackupFile> surplus(Collection<BackupFile> backups) {
        var kept = new HashSet<BackupFile>();
        var regular = newestFirst(backups, EnumSet.of(Reason.DAILY, Reason.ASKED));
        kept.addAll(newestOfEach(regular, Retention::day, DAYS));
        kept.addAll(newestOfEach(regular, Retention::week, WEEKS));
        kept.addAll(newestOfEach(regular, backup -> YearMonth.from(day(backup)), MONTHS));
        for (var reason : EnumSet.of(Reason.UPGRADE, Reason.REPLACED)) {
            kept.addAll(newestOfEach(newestFirst(backups, EnumSet.of(reason)), BackupFile::at, BEFORE_CHANGES));
        }
        return backups.stream().filter(backup -> !kept.contains(backup)).toList();
    }

    private static List<BackupFile> newestFirst(Collection<BackupFile> backups, Set<Reason> reasons) {
        return backups.stream()
                .filter(backup -> reasons.contains(backup.reason()))
                .sorted(Comparator.comparing(BackupFile::at).reversed())
                .toList();
    }

    private static <P> List<BackupFile> newestOfEach(
            List<BackupFile> newestFirst, Function<BackupFile, P> period, int count) {
        var seen = new HashSet<P>();
        return newestFirst.stream()
                .filter(backup -> seen.add(period.apply(backup)) && seen.size() <= count)
                .toList();
    }

    private static LocalDate day(BackupFile backup) {
        return LocalDate.ofInstant(backup.at(), ZoneOffset.UTC);
    }

    /** The year of the week, which is not that of the day around New Year, and the week. */
    private static List<Integer> week(BackupFile backup) {
        return List.of(day(backup).get(IsoFields.WEEK_BASED_YEAR), day(backup).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
