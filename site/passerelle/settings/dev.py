"""The embedded default: one machine, one folder of data, nothing to install beside Python."""

from passerelle.settings.base import *  # noqa: F403
from passerelle.settings.base import NOTED, env

DEBUG = env.bool("DEBUG", default=False)
# Known to everybody: production settings refuse any secret that begins with "demo-".
DEMO_SECRET = "demo-only-secret-never-for-a-site-that-others-can-reach"  # noqa: S105
SECRET_KEY = env("SECRET_KEY", default=NOTED.get("secret", DEMO_SECRET))
