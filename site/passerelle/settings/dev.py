"""The embedded default: one machine, one folder of data, nothing to install beside Python."""

from passerelle.settings.base import *  # noqa: F403
from passerelle.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
# Known to everybody: production settings refuse any secret that begins with "demo-".
SECRET_KEY = env("SECRET_KEY", default="demo-only-secret-never-for-a-site-that-others-can-reach")
