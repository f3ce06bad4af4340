// Who is who on the test chain: the accounts that anvil gives ether to. Their keys are public; never use them elsewhere.
import { toHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

const ROLES = ['facilitator', 'buyer', 'payee', 'walletOwner', 'ourFacilitator', 'secondBuyer', 'withoutTokens']

const derived = ROLES.map((role, addressIndex) => {
  const account = mnemonicToAccount(`${'test '.repeat(11)}junk`, { addressIndex })
  return [role, { address: account.address, key: toHex(account.getHdKey().privateKey) }]
})

export const accounts = Object.fromEntries(derived.map(([role, { address }]) => [role, address]))
export const keys = Object.fromEntries(derived.map(([role, { key }]) => [role, key]))
