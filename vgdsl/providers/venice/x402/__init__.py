"""Topping a wallet's credit up with USDC, in the words of the x402 protocol, version 2: terms, authorisation, outcome."""
