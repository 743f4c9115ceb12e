"""Ways out of the house, one module each; all look alike from the dispatcher."""

from collections.abc import Mapping

from anlan.foundation.notices.channels import dingtalk, email, sms, webhook, wecom
from anlan.foundation.notices.rules.outcomes import Way

WAYS: Mapping[str, Way] = {
    way.code: way for way in (email.WAY, sms.WAY, webhook.WAY, wecom.WAY, dingtalk.WAY)
}
"""Every way by its code; the inbox is filled where notices are spread and needs none."""
