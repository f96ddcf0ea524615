package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Sends secrets and forged lines through real requests and looks for them in what the process wrote. */
class SecretsInLogIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void no_secret_and_no_forged_line_reaches_the_log_in_either_format() throws Exception {
        for (var format : List.of("text", "json")) {
            var data = folder.resolve("data-" + format);
            try (var server = ServerProcess.start(data, folder, "--log-format", format)) {
                var secrets = new java.util.ArrayList<>(List.of(server.cookie().split("=", 2)[1], server.csrf()));
                plant(server, secrets);
                server.terminate();
                assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

                var log = server.errors();
                assertThat(log).contains("/sign-in").contains("/workloads").contains("405");
                assertThat(secrets)
                        .hasSizeGreaterThan(8)
                        .allSatisfy(secret -> assertThat(log).doesNotContain(secret));
                assertThat(log.lines()).noneMatch(line -> line.startsWith("FORGED"));
                if (format.equals("json")) {
                    assertThat(log.lines())
                            .allSatisfy(line -> assertThat(
                                            JSON.readTree(line).path("level").asString())
                                    .isNotBlank());
                }
            }
        }
    }

    private static void plant(ServerProcess server, List<String> secrets) throws Exception {
        secrets.addAll(List.of(
                "PlantedLink1",
                "PlantedBearer2",
                "PlantedBasic3",
                "PlantedCookie4",
                "PlantedForm5",
                "PlantedJson6",
                "PlantedHeader7",
                "PlantedPath8"));
        server.get("/sign-in?token=PlantedLink1&next=%0d%0aFORGED");
        var odd = server.request("/workloads?api_key=PlantedLink1&q=%0d%0aFORGED")
                .header("Authorization", "Bearer PlantedBearer2")
                .header("Proxy-Authorization", "Basic PlantedBasic3")
                .header("Cookie", "__Host-other=PlantedCookie4")
                .header("X-Api-Key", "PlantedHeader7");
        server.client().send(odd.build(), BodyHandlers.ofString());
        server.get("/nowhere/%0d%0aFORGED?password=PlantedPath8");
        server.post(
                "/workloads",
                "application/x-www-form-urlencoded",
                "_csrf=PlantedForm5&name=x%0d%0aFORGED&password=PlantedForm5");
        server.post("/api/v1/workloads", "application/json", "{\"password\": \"PlantedJson6\", \"name\": 5}");
        server.post("/api/v1/imports", "text/csv", "name,purpose\n\"a\rFORGED\",PlantedJson6\n");
        var broken = server.request("/workloads").method("BREW", BodyPublishers.ofString("PlantedForm5"));
        server.client().send(broken.build(), BodyHandlers.ofString());
    }

    @Test
    void the_password_of_a_database_that_cannot_be_reached_is_not_told() throws Exception {
        var addresses = List.of(
                "jdbc:postgresql://127.0.0.1:1/x?user=u&password=PlantedPassword9",
                "jdbc:postgresql://u:PlantedPassword9@127.0.0.1:1/x",
                "jdbc:mysql://127.0.0.1:1/x?password=PlantedPassword9");
        for (var address : addresses) {
            Files.createDirectories(folder.resolve("elsewhere"));
            try (var server = ServerProcess.launch(folder.resolve("elsewhere"), folder, "--database", address)) {
                assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(server.process().exitValue()).isNotZero();
                assertThat(server.said()).isNotBlank().doesNotContain("PlantedPassword9");
            }
        }
    }
}
