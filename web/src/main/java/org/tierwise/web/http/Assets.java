package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tierwise.catalog.Digest;

/**
 * Styles, scripts and images, read once from the class path. Their URLs carry a part of their hash, so that a browser
 * keeps them for a year and still sees each change at once. Safe for concurrent use.
 */
public final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8",
            "png", "image/png",
            "ico", "image/x-icon",
            "csv", "text/csv; charset=utf-8",
            "ttf", "font/ttf",
            "txt", "text/plain; charset=utf-8",
            "md", "text/plain; charset=utf-8");

    private final Map<String, Optional<Asset>> read = new ConcurrentHashMap<>();

    private record Asset(byte[] bytes, String type, String hash) {}

    public void serve(Context ctx) {
        var asset = find(ctx.pathParam("path"))
                .orElseThrow(() -> new NotFoundResponse("There is no file (" + ctx.path() + ")."));
        var fresh = asset.hash.equals(ctx.queryParam("v"));
        ctx.header("Cache-Control", fresh ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.header("ETag", '"' + asset.hash + '"');
        if (('"' + asset.hash + '"').equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.result(asset.bytes).contentType(asset.type);
    }

    /** The URL of a file under {@code static/} with its version. */
    public String versioned(String path) {
        return find(path.substring("/static/".length()))
                .map(asset -> path + "?v=" + asset.hash)
                .orElseThrow(() -> new IllegalArgumentException("There is no file (" + path + ") to link to."));
    }

    private Optional<Asset> find(String path) {
        // The name must end in a dot and a type: a bare "css" would be the folder.
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !path.matches("[A-Za-z0-9][A-Za-z0-9._/-]*\\.[a-z]+") || path.contains("..")) {
            return Optional.empty();
        }
        return read.computeIfAbsent(path, p -> load(p, type));
    }

    private static Optional<Asset> load(String path, String type) {
        try (var in = Assets.class.getResourceAsStream("/static/" + path)) {
            if (in == null) {
                return Optional.empty();
            }
            var bytes = in.readAllBytes();
            var hash = Digest.sha256(bytes);
            return Optional.of(new Asset(bytes, type, hash.substring(0, 12)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file static/" + path + " cannot be read.", e);
        }
    }
}
