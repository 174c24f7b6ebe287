"""Sign-in through an OpenID Connect provider, where the settings name one."""
