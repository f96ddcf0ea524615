package org.tierwise.web.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.web.http.OutgoingFetch;
import org.tierwise.web.http.OutgoingFetchException;

/**
 * The provider's side of a sign-in: where to send the browser, and who came back. Authorization code flow with PKCE
 * (RFC 7636), state and nonce; the ID token is checked as OpenID Connect Core 3.1.3.7 asks. Fetches go through
 * {@link OutgoingFetch}. Safe for concurrent use.
 */
final class OidcClient {
    /** Keys and addresses of a provider change rarely; a new key is looked for when a token does not verify. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** Ways of RFC 8176 that are, or include, more than something one knows. */
    private static final Set<String> STRONG =
            Set.of("mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "retina", "vbm", "pop", "mca");

    private static final Set<JWSAlgorithm> SIGNED_BY = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.EdDSA);

    private final OidcProvider provider;
    private final OutgoingFetch fetch;
    private final Clock clock;
    private @Nullable Known known;

    OidcClient(OidcProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
        // The operator named this host, so it may be inside the own network.
        fetch = new OutgoingFetch(Set.of(provider.issuer().getHost()), OutgoingFetch.BYTES_MAX);
    }

    private record Known(OIDCProviderMetadata metadata, JWKSet keys, Instant until) {}

    /** What the browser keeps while it is away. */
    record Away(String state, String nonce, String verifier) {
        static Away random() {
            return new Away(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }
    }

    /**
     * Who came back.
     *
     * @param email empty if the provider does not say
     * @param verified whether the provider says that the email is the person's
     * @param strong whether the provider says that it asked for more than a password
     */
    record Identity(String issuer, String subject, String email, boolean verified, String name, boolean strong) {}

    /** The sign-in failed; the message is for people. */
    static final class OidcException extends Exception {
        private static final long serialVersionUID = 1L;

        OidcException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Where the browser goes. */
    URI authorization(Away away, URI back) throws OidcException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "email", "profile"),
                        new ClientID(provider.clientId()),
                        back)
                .endpointURI(known(false).metadata().getAuthorizationEndpointURI())
                .state(new State(away.state()))
                .nonce(new Nonce(away.nonce()))
                .codeChallenge(new CodeVerifier(away.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who the code stands for. */
    Identity identity(String code, Away away, URI back) throws OidcException {
        try {
            var answer = JSONObjectUtils.parse(exchange(code, away, back));
            var token = JWTParser.parse(JSONObjectUtils.getString(answer, "id_token"));
            return identity(validated(token, new Nonce(away.nonce())));
        } catch (OutgoingFetchException e) {
            throw new OidcException("The provider did not take the code of the sign-in: " + e.getMessage(), e);
        } catch (ParseException | java.text.ParseException e) {
            throw new OidcException("The provider's answer cannot be read: " + e.getMessage(), e);
        }
    }

    private String exchange(String code, Away away, URI back) throws OidcException, OutgoingFetchException {
        var metadata = known(false).metadata();
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", new AuthorizationCode(code).getValue());
        fields.put("redirect_uri", back.toString());
        fields.put("code_verifier", away.verifier());
        var methods = metadata.getTokenEndpointAuthMethods();
        boolean post = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        if (post) {
            fields.put("client_id", provider.clientId());
            fields.put("client_secret", provider.clientSecret());
            return fetch.postForm(metadata.getTokenEndpointURI(), fields, Map.of());
        }
        var basic = new ClientSecretBasic(new ClientID(provider.clientId()), new Secret(provider.clientSecret()));
        return fetch.postForm(
                metadata.getTokenEndpointURI(), fields, Map.of("Authorization", basic.toHTTPAuthorizationHeader()));
    }

    private IDTokenClaimsSet validated(JWT token, Nonce nonce) throws OidcException {
        if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm) || !SIGNED_BY.contains(algorithm)) {
            throw new OidcException(
                    "The provider signs with (" + token.getHeader().getAlgorithm() + "), which is not accepted.", null);
        }
        try {
            return validated(token, nonce, algorithm, false);
        } catch (BadJOSEException | JOSEException e) {
            try {
                // Maybe the provider has a new key.
                return validated(token, nonce, algorithm, true);
            } catch (BadJOSEException | JOSEException again) {
                throw new OidcException("The provider's token was refused: " + again.getMessage(), again);
            }
        }
    }

    private IDTokenClaimsSet validated(JWT token, Nonce nonce, JWSAlgorithm algorithm, boolean afresh)
            throws OidcException, BadJOSEException, JOSEException {
        var validator = new IDTokenValidator(
                new Issuer(provider.issuer()),
                new ClientID(provider.clientId()),
                algorithm,
                known(afresh).keys());
        return validator.validate(token, nonce);
    }

    private Identity identity(IDTokenClaimsSet claims) {
        var email = claims.getStringClaim("email");
        var name = claims.getStringClaim("name");
        return new Identity(
                provider.issuer().toString(),
                claims.getSubject().getValue(),
                email == null ? "" : email,
                Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                name == null ? "" : name,
                claims.getAMR() != null
                        && claims.getAMR().stream().anyMatch(method -> STRONG.contains(method.getValue())));
    }

    private synchronized Known known(boolean afresh) throws OidcException {
        var kept = known;
        if (kept == null || afresh || clock.instant().isAfter(kept.until())) {
            kept = discover();
            known = kept;
        }
        return Objects.requireNonNull(kept);
    }

    /** OpenID Connect Discovery 1.0, section 4. */
    private Known discover() throws OidcException {
        var base = provider.issuer().toString().replaceFirst("/$", "");
        try {
            var metadata =
                    OIDCProviderMetadata.parse(fetch.get(URI.create(base + "/.well-known/openid-configuration")));
            if (!metadata.getIssuer().getValue().equals(provider.issuer().toString())) {
                throw new OidcException(
                        "The provider calls itself (" + metadata.getIssuer() + "), not (" + provider.issuer()
                                + "). Maybe --oidc-issuer has a slash too many or too few.",
                        null);
            }
            var keys = JWKSet.parse(fetch.get(metadata.getJWKSetURI()));
            return new Known(metadata, keys, clock.instant().plus(KEPT));
        } catch (OutgoingFetchException e) {
            throw new OidcException("The provider (" + provider.issuer() + ") cannot be asked: " + e.getMessage(), e);
        } catch (GeneralException | java.text.ParseException e) {
            throw new OidcException(
                    "The provider (" + provider.issuer() + ") describes itself in a way that cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
