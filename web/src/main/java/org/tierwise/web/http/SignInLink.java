package org.tierwise.web.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.tierwise.catalog.account.Secrets;

/**
 * The one-time link that signs its holder in. Each token works once; the next link is then in the file, which only the
 * owner of the data folder can read. Safe for concurrent use.
 */
public final class SignInLink {
    private final Secrets secrets = new Secrets();
    private final Path file;
    private String origin = "";
    private String token = "";

    public SignInLink(Path dataFolder) {
        this.file = dataFolder.resolve("sign-in-link");
    }

    public Path file() {
        return file;
    }

    /** Makes the first token, once the server knows its address. */
    public synchronized void publish(String origin) {
        this.origin = origin;
        renew();
    }

    public synchronized String url() {
        return origin + "/sign-in?token=" + token;
    }

    /** True once for the current token, which is then replaced. */
    public synchronized boolean redeem(String offered) {
        boolean valid = !token.isEmpty()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
        if (valid) {
            renew();
        }
        return valid;
    }

    private void renew() {
        token = secrets.secret();
        try {
            var posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
            var next = file.resolveSibling("sign-in-link.new");
            Files.deleteIfExists(next);
            if (posix) {
                Files.createFile(
                        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(next, url() + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The sign-in link cannot be written to " + file + ".", e);
        }
    }
}
