"""Names as CloudFormation makes them: the stack, the logical id, and something random."""
from __future__ import annotations

import secrets
import string

ALPHABET = string.ascii_uppercase + string.digits
SUFFIX = 12


def suffix() -> str:
    return ''.join(secrets.choice(ALPHABET) for _ in range(SUFFIX))


def physical_name(stack: str, logical_id: str, longest: int = 255) -> str:
    """What is too long loses first of the logical id, then of the stack's name."""
    room = longest - SUFFIX - 2
    of_stack = stack[:max(room - len(logical_id), room // 2)]
    of_id = logical_id[:room - len(of_stack)]
    return f'{of_stack}-{of_id}-{suffix()}'
