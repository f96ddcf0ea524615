package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that wants to be a program stays text, wherever it was entered and wherever it is shown. */
class XssBrowserIT {
    /** Each would call hit() or open a dialog where it runs. */
    private static final List<String> PAYLOADS = List.of(
            "<script>hit()</script>",
            "<ScRiPt>hit()</sCrIpT>",
            "</script><script>hit()</script>",
            "</title><script>hit()</script>",
            "</textarea><script>hit()</script>",
            "</style><script>hit()</script>",
            "</option></select><script>hit()</script>",
            "<scr<script>ipt>hit()</scr</script>ipt>",
            "<script src=data:text/javascript,hit()></script>",
            "<script src=//127.0.0.1/x.js></script>",
            "<script type=module>hit()</script>",
            "<img src=x onerror=hit()>",
            "<img src=x onerror=\"hit()\">",
            "<img src=`x` onerror=hit()>",
            "<img/src=x/onerror=hit()>",
            "\"><img src=x onerror=hit()>",
            "'><img src=x onerror=hit()>",
            "\" onmouseover=\"hit()\" x=\"",
            "' onmouseover='hit()' x='",
            "\" onfocus=\"hit()\" autofocus=\"",
            "\" style=\"animation:x\" onanimationstart=\"hit()",
            "` onmouseover=`hit()",
            "<svg onload=hit()>",
            "<svg/onload=hit()>",
            "<svg><script>hit()</script></svg>",
            "<svg><animate onbegin=hit() attributeName=x>",
            "<svg><a xlink:href=javascript:hit()><text y=20>x</text></a></svg>",
            "<svg><foreignObject><body onload=hit()></foreignObject></svg>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
            "<body onload=hit()>",
            "<iframe src=javascript:hit()></iframe>",
            "<iframe srcdoc=\"<script>parent.hit()</script>\"></iframe>",
            "<object data=javascript:hit()></object>",
            "<embed src=javascript:hit()>",
            "<base href=//127.0.0.1/evil/>",
            "<meta http-equiv=refresh content=0;url=javascript:hit()>",
            "<link rel=stylesheet href=data:text/css,*{color:red}>",
            "<style>@import 'data:text/css,';*{color:red}</style>",
            "<form action=javascript:hit()><button>x</button></form>",
            "<input autofocus onfocus=hit()>",
            "<select autofocus onfocus=hit()>",
            "<details open ontoggle=hit()>",
            "<video><source onerror=hit()></video>",
            "<audio src onerror=hit()>",
            "<marquee onstart=hit()>x</marquee>",
            "<template><script>hit()</script></template>",
            "<noscript><img src=x onerror=hit()></noscript>",
            "<a href=javascript:hit()>x</a>",
            "<a href=\"java&#10;script:hit()\">x</a>",
            "<div hx-get=/static/js/theme.js hx-trigger=load hx-swap=innerHTML></div>",
            "<div hx-on:htmx:load=hit()></div>",
            "<div data-hx-on--load=hit()></div>",
            "<div data-toast><img src=x onerror=hit()></div>",
            "<!--><script>hit()</script>-->",
            "<![CDATA[><script>hit()</script>]]>",
            "javascript:hit()",
            "&lt;script&gt;hit()&lt;/script&gt;",
            "&#60;script&#62;hit()&#60;/script&#62;",
            "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
            "${T(java.lang.Runtime).getRuntime().exec('id')}",
            "[[${7*7}]]",
            "__${7*7}__::.x",
            "{{constructor.constructor('hit()')()}}",
            "%3Cscript%3Ehit()%3C/script%3E",
            "+ADw-script+AD4-hit()+ADw-/script+AD4-");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void plant_them_everywhere() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.windowOf(server);
        window.page.addInitScript("window.hits = 0; window.hit = () => { window.hits++; };"
                + "window.alert = window.confirm = window.prompt = window.hit;");
        var csv = new StringBuilder("name,external_id,description,owner,business_unit,cost_center,tags,model,"
                + "user_location,latency_budget,purpose,current_vendor,Evil <b onclick=hit()>column\n");
        int row = 0;
        for (var payload : PAYLOADS) {
            var cell = '"' + payload.replace("\"", "\"\"") + '"';
            csv.append(cell).append(",x").append(row++);
            for (int i = 0; i < 6; i++) {
                csv.append(',').append(cell);
            }
            // Every second row has a place and a budget that can be read; the others are rejected with their cells.
            csv.append(row % 2 == 0 ? ",Berlin DE,100 ms,INTERACTIVE," : "," + cell + "," + cell + "," + cell + ",")
                    .append(cell)
                    .append(',')
                    .append(cell)
                    .append('\n');
        }
        window.open("/imports");
        window.page.setInputFiles(
                "#file",
                new FilePayload(
                        "<img src=x onerror=hit()>.csv",
                        "text/csv",
                        csv.toString().getBytes(StandardCharsets.UTF_8)));
        window.click(AriaRole.BUTTON, "Check the file");
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    private static void look(String path) {
        window.open(path);
        var found = window.page.evaluate("""
                () => {
                  for (const e of document.querySelectorAll("main *"))
                    e.dispatchEvent(new Event("mouseover"));
                  const bad = [...document.querySelectorAll(
                    "script:not([src^='/static/']), iframe, object, embed, base, [onerror], [onload], [onclick], [onfocus],"
                    + "[onmouseover], [onbegin], [ontoggle], marquee, math, video, audio, main style, main link, main img,"
                    + "meta[http-equiv=refresh], [href^='javascript' i], [action^='javascript' i], [srcdoc],"
                    + "[hx-on\\\\:htmx\\\\:load], [hx-get='/static/js/theme.js'], [data-hx-on--load]")];
                  return [window.hits || 0, ...bad.map((e) => e.outerHTML.slice(0, 100))];
                }""");
        assertThat(found).as(path).isEqualTo(List.of(0));
        assertThat(window.page.content()).as(path).doesNotContain("<b onclick");
    }

    private static void noFaults(String... expected) {
        assertThat(window.newFaults())
                .allMatch(fault -> List.of(expected).stream().anyMatch(fault::contains));
    }

    @Test
    void nothing_runs_on_the_way_of_a_file_and_in_the_lists() {
        var preview = window.page.url().substring(server.origin().length());
        for (var show : List.of("", "?show=error", "?show=info&size=200", "?show=warning")) {
            look(preview + show);
        }
        window.open(preview);
        window.page.locator("main form[action$='/confirm'] button").click();
        for (var path : List.of(
                "/workloads?size=200",
                "/workloads?q=%3Cscript%3Ehit()%3C/script%3E",
                "/",
                "/taxonomy",
                "/imports",
                "/plans/new")) {
            look(path);
        }
        for (int id = 1; id <= 12; id++) {
            look("/workloads/" + id);
        }
        noFaults();
    }

    @Test
    void nothing_runs_in_forms_that_come_back_nor_in_messages() {
        var owner = server.signedIn();
        for (var payload : PAYLOADS.subList(10, 18)) {
            var encoded = java.net.URLEncoder.encode(payload, StandardCharsets.UTF_8);
            for (var path : List.of(
                    "/workloads?q=",
                    "/settings?q=",
                    "/settings?saved=",
                    "/capacity?q=",
                    "/capacity/new?place=",
                    "/plans/new?pin=a&at=",
                    "/sign-in?token=",
                    "/nothing/")) {
                var answer = owner.get(path + encoded).body();
                assertThat(answer).as(path + payload).doesNotContain(payload.contains("<") ? payload : "<script>hit");
            }
        }
        var evil = PAYLOADS.get(15);
        var refused = new ArrayList<String>();
        for (var form : Map.of(
                        "/workloads", Map.of("name", "", "owner", evil, "latency_budget", evil, "model", evil),
                        "/capacity/own", Map.of("place", evil, "name", evil, "pue", evil, "accelerator_1", evil),
                        "/capacity/round-trips", Map.of("from", evil, "to", evil, "ms", evil, "source", evil),
                        "/settings", Map.of("key", "latency.ownPremisesLanKm", "value", evil, "q", evil),
                        "/runs", Map.of("title", evil, "policy", evil, "seconds", evil, "seed", evil))
                .entrySet()) {
            var answer = owner.post(form.getKey(), form.getValue());
            assertThat(answer.statusCode()).as(form.getKey()).isEqualTo(422);
            refused.add(answer.body());
        }
        assertThat(refused).allSatisfy(body -> assertThat(body).doesNotContain("<img src=x"));
    }

    @Test
    void nothing_runs_in_a_plan_nor_in_what_was_measured() {
        var owner = server.signedIn();
        var evil = "<img src=x onerror=hit()>";
        owner.post("/capacity/own", Map.of("place", "Zaragoza ES", "name", evil));
        owner.post(
                "/capacity/round-trips",
                Map.of("from", "aws/eu-central-1", "to", "aws/eu-west-1", "ms", "24", "source", evil));
        owner.post(
                "/workloads",
                Map.of(
                        "name",
                        evil,
                        "external_id",
                        "evil",
                        "purpose",
                        "INTERACTIVE",
                        "waiting",
                        "HUMAN",
                        "latency_budget",
                        "2000 ms",
                        "model",
                        "Llama-3.1-8B",
                        "peak_rps",
                        "2",
                        "user_location",
                        "Berlin DE"));
        var run = owner.post(
                "/runs", Map.of("title", evil, "policy", "balanced", "seconds", "1", "seed", "1", "leave", "yes"));
        assertThat(run.statusCode()).as(run.body()).isEqualTo(303);
        window.open(run.headers().firstValue("Location").orElseThrow());
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(window.page.locator("main"))
                .containsText("Open plan 1", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        for (var path : List.of(
                "/plans",
                "/plans/1",
                "/plans/1/map",
                "/plans/1/placements",
                "/plans/1/unplaced",
                "/plans/1/bill",
                "/plans/1/approval",
                "/plans/1/backups",
                "/plans/1/capacity",
                "/plans/1/inputs",
                "/plans/1/export",
                "/plans/1/trade-offs",
                "/capacity/own",
                "/capacity/round-trips",
                "/capacity",
                "/runs/1",
                "/plans/new?from=1")) {
            look(path);
        }
        noFaults();
    }
}
