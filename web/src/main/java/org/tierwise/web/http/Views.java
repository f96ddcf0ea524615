package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.rendering.FileRenderer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders {@code "workload/list"} as a whole page and {@code "workload/list :: rows, count"} as exactly these parts of
 * it. Every template sees the {@link Shell} as {@code shell}. Safe for concurrent use.
 */
public final class Views implements FileRenderer {
    private final TemplateEngine engine = new TemplateEngine();

    public Views(Assets assets, Messages messages) {
        var files = new ClassLoaderTemplateResolver(Views.class.getClassLoader());
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(files);
        engine.setMessageResolver(messages);
        engine.setLinkBuilder(new Links(assets));
    }

    @Override
    public String render(String view, Map<String, ? extends Object> model, Context ctx) {
        var variables = new HashMap<String, Object>(model);
        variables.put("shell", Shell.of(ctx));
        variables.put("banner", Banner.of(ctx));
        // Javalin sets the type to a bare text/html afterwards; a charset set before it stays.
        ctx.res().setCharacterEncoding("utf-8");
        return render(view, variables);
    }

    /** Parts of a page for whoever asked for the whole of it earlier: without what belongs to one request. */
    public String part(String view, Map<String, Object> variables) {
        return render(view, variables);
    }

    String render(String view, Map<String, Object> variables) {
        var context = new org.thymeleaf.context.Context(Locale.ENGLISH, variables);
        var parts = view.split("\\s*::\\s*", 2);
        return parts.length == 1
                ? engine.process(parts[0], context)
                : engine.process(parts[0], Set.of(parts[1].split("\\s*,\\s*")), context);
    }

    /** Links are absolute paths; those to assets carry their version. */
    private static final class Links extends StandardLinkBuilder {
        private final Assets assets;

        Links(Assets assets) {
            this.assets = assets;
        }

        @Override
        protected String computeContextPath(IExpressionContext context, String base, Map<String, Object> parameters) {
            return "";
        }

        @Override
        protected String processLink(IExpressionContext context, String link) {
            return link.startsWith("/static/") ? assets.versioned(link) : link;
        }
    }
}
