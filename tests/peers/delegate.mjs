// Gives the key's account the code of a contract (EIP-7702). The account needs no ether: walletOwner sends the transaction.
// usage: node delegate.mjs --rpc http://127.0.0.1:8545 --key 0x… --to 0x… [--network eip155:84532]
import { privateKeyToAccount } from 'viem/accounts'
import { keys } from './accounts.mjs'
import { chainIdOf, connect } from './evm.mjs'
import { settings } from './script.mjs'

const o = settings({ rpc: '', key: '', to: '', network: 'eip155:84532' })
const chainId = chainIdOf(o.network)
const account = privateKeyToAccount(o.key)
const { reader, writer } = connect(o.rpc, chainId, keys.walletOwner)
const nonce = await reader.getTransactionCount({ address: account.address })
const authorization = await account.signAuthorization({ contractAddress: o.to, chainId, nonce })
// Sent to the sender: the account's new code need not take a call without data.
const hash = await writer.sendTransaction({ to: writer.account.address, authorizationList: [authorization] })
const { status, type } = await reader.waitForTransactionReceipt({ hash })
if (status !== 'success') throw new Error('the delegation reverted')
console.log(JSON.stringify({ account: account.address, transaction: hash, type }))
