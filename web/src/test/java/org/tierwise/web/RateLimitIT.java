package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One caller does not take the machine from the others. */
class RateLimitIT {
    @TempDir
    Path folder;

    @Test
    void costly_requests_have_an_allowance_and_pages_go_on() {
        try (var server = TestServer.start(folder)) {
            var owner = Visitor.atTheMachine(server);
            var token = owner.csrf();
            var answers = IntStream.range(0, 200)
                    .map(i -> owner.send(owner.request("/api/v1/imports?dry_run=true")
                                    .header("X-CSRF-Token", token)
                                    .header("Content-Type", "text/csv")
                                    .POST(BodyPublishers.ofString("nothing")))
                            .statusCode())
                    .boxed()
                    .toList();
            assertThat(answers.subList(0, 100)).doesNotContain(429);
            assertThat(answers.subList(100, 200)).contains(429);
            var refused = owner.send(owner.request("/api/v1/imports?dry_run=true")
                    .header("X-CSRF-Token", token)
                    .POST(BodyPublishers.ofString("nothing")));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(owner.get("/workloads").statusCode()).isEqualTo(200);
        }
    }
}
