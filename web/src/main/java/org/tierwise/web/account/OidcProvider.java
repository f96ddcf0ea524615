package org.tierwise.web.account;

import java.net.URI;

/**
 * A site at which people may sign in: any provider of OpenID Connect.
 *
 * @param issuer as its tokens name it, "https://login.example.com/realms/bank"
 * @param clientId under which this installation is registered there
 * @param clientSecret given at the registration
 */
public record OidcProvider(URI issuer, String clientId, String clientSecret) {}
