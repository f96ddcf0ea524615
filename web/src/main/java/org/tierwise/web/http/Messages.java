package org.tierwise.web.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * The words of all pages. A key {@code plan.title} stands in {@code messages-plan.properties} if there is such a file,
 * else in {@code messages.properties}. An unknown key stops the page: a test finds it before a user does. Safe for
 * concurrent use.
 */
public final class Messages extends AbstractMessageResolver {
    private final Map<String, Properties> files = new ConcurrentHashMap<>();

    /** The words of a key with its parameters filled in. */
    public String text(String key, Object... parameters) {
        var pattern = find(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No message has the key (" + key + ").");
        }
        return format(pattern, parameters);
    }

    public boolean has(String key) {
        return find(key) != null;
    }

    @Override
    public @Nullable String resolveMessage(
            ITemplateContext context, Class<?> origin, String key, @Nullable Object @Nullable [] parameters) {
        return text(key, parameters == null ? new Object[0] : parameters);
    }

    @Override
    public String createAbsentMessageRepresentation(
            ITemplateContext context, Class<?> origin, String key, @Nullable Object @Nullable [] parameters) {
        throw new IllegalArgumentException("No message has the key (" + key + ").");
    }

    private static String format(String pattern, @Nullable Object[] parameters) {
        return parameters.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(parameters);
    }

    private @Nullable String find(String key) {
        int dot = key.indexOf('.');
        if (dot > 0) {
            var own = files.computeIfAbsent("messages-" + key.substring(0, dot), Messages::load);
            if (own.getProperty(key) != null) {
                return own.getProperty(key);
            }
        }
        return files.computeIfAbsent("messages", Messages::load).getProperty(key);
    }

    private static Properties load(String file) {
        var properties = new Properties();
        try (var in = Messages.class.getResourceAsStream("/" + file + ".properties")) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The words of " + file + " cannot be read.", e);
        }
        return properties;
    }
}
