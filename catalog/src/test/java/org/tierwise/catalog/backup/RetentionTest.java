package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.backup.BackupFile.Reason;

final class RetentionTest {
    private static final Path FOLDER = Path.of("backups");

    private static BackupFile at(String time, Reason reason) {
        return BackupFile.in(FOLDER, Instant.parse(time), reason);
    }

    /** As the server does it: one a day, and the surplus goes at once. */
    private static List<BackupFile> afterDays(int days) {
        var kept = new ArrayList<BackupFile>();
        var first = Instant.parse("2026-01-01T03:00:00Z");
        for (int day = 0; day < days; day++) {
            kept.add(BackupFile.in(FOLDER, first.plus(Duration.ofDays(day)), Reason.DAILY));
            kept.removeAll(Retention.surplus(kept));
        }
        return kept;
    }

    private static List<String> days(List<BackupFile> backups) {
        return backups.stream()
                .map(backup -> backup.at().toString().substring(0, 10))
                .toList();
    }

    @Test
    void the_first_week_is_kept_whole() {
        assertThat(afterDays(7)).hasSize(7);
    }

    /** 2026-07-20 is a Monday. The newest of a running week or month is its newest so far. */
    @Test
    void after_two_hundred_days_there_are_seven_days_four_weeks_and_six_months() {
        assertThat(days(afterDays(201)))
                .containsExactly(
                        "2026-02-28",
                        "2026-03-31",
                        "2026-04-30",
                        "2026-05-31",
                        "2026-06-30",
                        "2026-07-05",
                        "2026-07-12",
                        "2026-07-14",
                        "2026-07-15",
                        "2026-07-16",
                        "2026-07-17",
                        "2026-07-18",
                        "2026-07-19",
                        "2026-07-20");
    }

    @Test
    void several_on_one_day_leave_the_newest() {
        var early = at("2026-11-28T03:00:00Z", Reason.DAILY);
        var late = at("2026-11-28T15:00:00Z", Reason.ASKED);
        var next = at("2026-11-29T03:00:00Z", Reason.DAILY);
        assertThat(Retention.surplus(List.of(early, late, next))).containsExactly(early);
    }

    @Test
    void those_before_changes_are_kept_apart_however_old() {
        var all = new ArrayList<BackupFile>(afterDays(201));
        var upgrades = new ArrayList<BackupFile>();
        for (int year = 2010; year < 2017; year++) {
            upgrades.add(at(year + "-01-01T00:00:00Z", Reason.UPGRADE));
        }
        all.addAll(upgrades);
        assertThat(Retention.surplus(all)).containsExactlyElementsOf(upgrades.subList(0, 2));
    }

    @Test
    void a_long_pause_removes_nothing_that_is_the_newest_of_its_kind() {
        var old = at("2020-01-01T00:00:00Z", Reason.DAILY);
        assertThat(Retention.surplus(List.of(old, at("2026-01-01T00:00:00Z", Reason.DAILY))))
                .isEmpty();
    }

    @Test
    void other_files_are_not_ours() {
        assertThat(BackupFile.of(Path.of("tierwise-20261128T030000.000Z-daily.zip")))
                .isPresent();
        assertThat(BackupFile.of(Path.of("tierwise-20261128T030000.000Z-other.zip")))
                .isEmpty();
        assertThat(BackupFile.of(Path.of("tierwise-20269928T030000.000Z-daily.zip")))
                .isEmpty();
        assertThat(BackupFile.of(Path.of("my-own-backup.zip"))).isEmpty();
    }
}
