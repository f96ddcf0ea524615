package org.tierwise.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.tierwise.web.cli.BadUsage;

/**
 * A certificate and its key, as PEM files.
 *
 * @param certificate the certificate, then those between it and the root
 * @param key the private key, PKCS#8, not encrypted
 */
public record Tls(Path certificate, Path key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** Only inside this process. */
    static final String STORE_PASSWORD = "tierwise";

    /**
     * Reads both.
     *
     * @throws BadUsage saying which file is wrong and how to make it right
     */
    KeyStore load() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tierwise", privateKey(), STORE_PASSWORD.toCharArray(), chain());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new BadUsage("The certificate (" + certificate + ") and the key (" + key
                    + ") cannot be used together: " + e.getMessage());
        }
    }

    /** Listens with TLS 1.2 and 1.3. Which names the server answers to is checked by ourselves, in words. */
    Connector connector(Server server, HttpConfiguration http, Settings.Listen listen) {
        var factory = new SslContextFactory.Server();
        factory.setKeyStore(load());
        factory.setKeyStorePassword(STORE_PASSWORD);
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        // Only suites that encrypt and authenticate in one.
        factory.addExcludeCipherSuites("^TLS_.*_CBC_.*$");
        var https = new HttpConfiguration(http);
        https.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(
                server, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory(https));
        connector.setHost(listen.bind());
        connector.setPort(listen.port());
        return connector;
    }

    private Certificate[] chain() throws IOException, GeneralSecurityException {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)));
            if (found.isEmpty()) {
                throw new BadUsage("The file (" + certificate + ") has no certificate. It must be PEM, with lines"
                        + " BEGIN CERTIFICATE and END CERTIFICATE.");
            }
            return found.toArray(new Certificate[0]);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new BadUsage("There is no certificate (" + certificate + "). Maybe --tls-certificate is misspelt.");
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        String text;
        try {
            text = Files.readString(key);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new BadUsage("There is no key (" + key + "). Maybe --tls-key is misspelt.");
        }
        var found = KEY.matcher(text);
        if (!found.find()) {
            throw new BadUsage(
                    "The file (" + key + ") has no unencrypted PKCS#8 key (BEGIN PRIVATE KEY). Make one with:"
                            + " openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        GeneralSecurityException last = new GeneralSecurityException("no key");
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }
}
