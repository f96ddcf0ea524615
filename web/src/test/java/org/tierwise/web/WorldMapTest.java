package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The outline of the world under the markers: x = 2 (longitude + 180), y = 2 (90 - latitude). */
class WorldMapTest {
    private static final Pattern TOKEN = Pattern.compile("[Mlz]|-?(?:\\d+(?:\\.\\d+)?|\\.\\d+)");

    @Test
    void it_is_small_and_carries_no_inline_style() throws IOException {
        var text = new String(open().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.length()).isLessThan(120_000);
        assertThat(text)
                .contains("viewBox=\"0 0 720 360\"")
                .doesNotContain("style", "<script", "http://www.w3.org/1999");
    }

    @Test
    void a_city_lies_inside_its_country() throws Exception {
        assertThat(country("ES").contains(x(-3.7), y(40.4))).as("Madrid").isTrue();
        assertThat(country("BR").contains(x(-46.6), y(-23.5))).as("São Paulo").isTrue();
        assertThat(country("AU").contains(x(149.1), y(-35.3))).as("Canberra").isTrue();
        assertThat(country("RU").contains(x(177.5), y(64.7))).as("Anadyr").isTrue();
        assertThat(country("RU").contains(x(-173), y(66.5)))
                .as("Chukotka beyond 180 degrees")
                .isTrue();
        assertThat(country("ES").contains(x(2.35), y(48.85))).as("Paris").isFalse();
    }

    /** A ring that crosses 180 degrees without being cut draws a stripe over the whole map. */
    @Test
    void no_country_is_drawn_across_the_map() throws Exception {
        for (var land : lands()) {
            var bounds = path(land.getAttribute("d")).getBounds2D();
            assertThat(bounds.getMinX()).isGreaterThan(-0.05);
            assertThat(bounds.getMaxX()).isLessThan(720.05);
            assertThat(bounds.getMaxY()).isLessThan(360.05);
            if (!land.getAttribute("data-country").equals("AQ")) {
                assertThat(longestStep(land.getAttribute("d"))).isLessThan(120);
            }
        }
    }

    private static double longestStep(String d) {
        double longest = 0;
        var iterator = path(d).getPathIterator(null);
        var point = new double[6];
        double last = Double.NaN;
        for (; !iterator.isDone(); iterator.next()) {
            if (iterator.currentSegment(point) == PathIterator.SEG_LINETO) {
                longest = Math.max(longest, Math.abs(point[0] - last));
            }
            last = point[0];
        }
        return longest;
    }

    private static Path2D country(String code) throws Exception {
        return lands().stream()
                .filter(land -> land.getAttribute("data-country").equals(code))
                .findFirst()
                .map(land -> path(land.getAttribute("d")))
                .orElseThrow();
    }

    private static List<Element> lands() throws Exception {
        var paths = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(open())
                .getElementsByTagName("path");
        var lands = IntStream.range(0, paths.getLength())
                .mapToObj(i -> (Element) paths.item(i))
                .toList();
        assertThat(lands)
                .hasSizeGreaterThan(170)
                .allMatch(land -> land.getAttribute("class").equals("land"));
        return lands;
    }

    /** Understands what the file uses: M, relative l with repeated pairs, and z. */
    private static Path2D path(String d) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(d);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        double x = 0;
        double y = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case "z" -> path.closePath();
                case "l" -> {}
                case "M" -> {
                    x = Double.parseDouble(tokens.get(++i));
                    y = Double.parseDouble(tokens.get(++i));
                    path.moveTo(x, y);
                }
                case String dx -> {
                    x += Double.parseDouble(dx);
                    y += Double.parseDouble(tokens.get(++i));
                    path.lineTo(x, y);
                }
            }
        }
        return path;
    }

    private static double x(double lon) {
        return 2 * (lon + 180);
    }

    private static double y(double lat) {
        return 2 * (90 - lat);
    }

    private static InputStream open() {
        return Objects.requireNonNull(WorldMapTest.class.getResourceAsStream("/static/img/world.svg"));
    }
}
