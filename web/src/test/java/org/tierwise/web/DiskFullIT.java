package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.testing.SmallDisk;
import org.tierwise.web.log.LogFormat;

/** The disk becomes nearly full while people work: changes are refused in words, reading goes on, and it comes back. */
class DiskFullIT {
    private static final Settings.Operations RESERVE = new Settings.Operations(24, LogFormat.TEXT, false, true);
    private static final String BANNER = "The disk is nearly full. Changes are refused";

    @TempDir
    Path folder;

    @Test
    void changes_are_refused_with_507_and_a_banner_until_there_is_room_and_nothing_confirmed_is_lost()
            throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 96)) {
            var settings =
                    Settings.local(0, disk.folder().resolve("data"), "", false).watched(RESERVE);
            var confirmed = new ArrayList<String>();
            try (var server = TestServer.start(settings).signedIn()) {
                confirmed.add(create(server, "Before"));
                assertThat(server.get("/workloads").body()).doesNotContain(BANNER);

                disk.fillUpTo(20);
                sleep(1_100);
                var refused = server.post("/workloads", Map.of("name", "Refused", "purpose", "CONTROL"));
                assertThat(refused.statusCode()).isEqualTo(507);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body()).contains("24 MB are kept in reserve").contains(BANNER);
                assertThat(ready(server).statusCode()).isEqualTo(503);
                assertThat(ready(server).body()).contains("\"disk\":\"short\"").contains("\"database\":\"ok\"");
                for (var page : List.of("/", "/workloads", "/plans", "/help", "/admin")) {
                    var shown = server.get(page);
                    assertThat(shown.statusCode()).as(page).isEqualTo(200);
                    assertThat(shown.body()).as(page).contains(BANNER);
                }
                // Whoever wants to look signs in as always.
                assertThat(server.signedIn().get("/workloads").body())
                        .contains("Before")
                        .doesNotContain("Refused");

                disk.free();
                long freed = System.nanoTime();
                confirmed.add(createWithinTenSeconds(server));
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - freed))
                        .isLessThan(10);
                assertThat(ready(server).statusCode()).isEqualTo(200);
                assertThat(server.get("/workloads").body()).doesNotContain(BANNER);
            }
            disk.fillUpTo(20);
            // It also starts on such a disk, to be read.
            try (var server = TestServer.start(settings).signedIn()) {
                assertThat(server.get("/workloads").body()).contains(confirmed).doesNotContain("Refused");
            }
        }
    }

    private static java.net.http.HttpResponse<String> ready(TestServer server) {
        return server.send(HttpRequest.newBuilder(URI.create(server.origin() + "/health/ready")));
    }

    private static String create(TestServer server, String name) {
        var answer = server.post("/workloads", Map.of("name", name, "purpose", "CONTROL"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return name;
    }

    private static String createWithinTenSeconds(TestServer server) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        var fields = Map.of("name", "After", "purpose", "CONTROL");
        while (server.post("/workloads", fields).statusCode() == 507) {
            assertThat(System.nanoTime()).isLessThan(end);
            sleep(100);
        }
        assertThat(server.get("/workloads").body()).contains("After");
        return "After";
    }

    private static void sleep(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
